import type { TestProduct } from '../product';
import { type ProductProcess, aProductProcess } from '../productProcess';
import type { FakeTelegram } from './fakeTelegram';

/** The bot on the product's parts and the fake Telegram. */
export const aBotProcess = (product: TestProduct, fake: FakeTelegram): ProductProcess =>
  aProductProcess(product, ['bot/main.js'], {
    PUBLIC_URL: product.services.publicUrl,
    TELEGRAM_BOT_TOKEN: fake.token,
    TELEGRAM_API_ROOT: fake.root,
  });
