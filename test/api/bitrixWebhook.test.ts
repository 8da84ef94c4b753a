import { type TestProduct, startProduct } from '../support/product';

let product: TestProduct;

beforeAll(async () => {
  product = await startProduct({ workers: false });
});
afterAll(() => product?.stop());

test('where Bitrix24 is off there is no such door, whatever is told', async () => {
  const body = new URLSearchParams({ event: 'ONTASKUPDATE', 'auth[application_token]': 'any' });
  const reply = await fetch(`${product.url}/webhook/bitrix`, { method: 'POST', body });
  expect(reply.status).toBe(404);
  expect(await reply.json()).toMatchObject({ code: 'bitrix.off' });
});
