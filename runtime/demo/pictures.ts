import sharp from 'sharp';

const WIDTH = 1280;
const HEIGHT = 960;

/** Drawn without letters: a machine may have no fonts. */
const DRAWINGS = {
  crackedFork: scene(`
    <rect width="1280" height="960" fill="url(#wall)"/>
    <rect y="690" width="1280" height="270" fill="url(#floor)"/>
    <g stroke="#23272b" stroke-width="3" opacity="0.35">
      <path d="M0 760H1280M0 850H1280M210 690L120 960M620 690L610 960M1010 690L1110 960"/>
    </g>
    <rect x="120" y="60" width="130" height="640" rx="8" fill="#2f3438"/>
    <rect x="140" y="60" width="26" height="640" fill="#454c52"/>
    <path d="M250 150h92v430q0 44 46 48l690 34q40 4 40 22t-40 18H330q-80 0-80-84z" fill="url(#steel)" stroke="#1b1e20" stroke-width="5"/>
    <path d="M274 170v400q0 70 62 88" fill="none" stroke="#d9dde0" stroke-width="6" opacity="0.5"/>
    <path d="M262 566l26 12-8 16 30 8-6 20 34 6 4 22 30 2" fill="none" stroke="#120a08" stroke-width="11" stroke-linejoin="bevel"/>
    <path d="M288 578l10-22M310 602l22-14M344 628l16-22" fill="none" stroke="#120a08" stroke-width="6"/>
    <path d="M250 640q60 40 150 48" fill="none" stroke="#8a4b23" stroke-width="16" opacity="0.45"/>
    <ellipse cx="326" cy="612" rx="128" ry="112" fill="none" stroke="#ff3b30" stroke-width="14"/>
    <path d="M760 300L470 520m0 0l24-62m-24 62l66-8" fill="none" stroke="#ff3b30" stroke-width="14" stroke-linecap="round"/>
  `),
  openGuard: scene(`
    <rect width="1280" height="960" fill="url(#wall)"/>
    <rect y="800" width="1280" height="160" fill="url(#floor)"/>
    <rect x="220" y="70" width="840" height="190" rx="14" fill="#35627f"/>
    <rect x="220" y="250" width="130" height="560" fill="#2c526b"/><rect x="930" y="250" width="130" height="560" fill="#2c526b"/>
    <rect x="220" y="760" width="840" height="70" fill="#27495f"/>
    <rect x="470" y="250" width="340" height="150" fill="url(#steel)" stroke="#1b1e20" stroke-width="4"/>
    <rect x="430" y="610" width="420" height="150" fill="url(#steel)" stroke="#1b1e20" stroke-width="4"/>
    <rect x="540" y="400" width="200" height="60" fill="#6b7378"/><rect x="540" y="560" width="200" height="50" fill="#6b7378"/>
    <g fill="none" stroke="#f2c230" stroke-width="16"><path d="M372 280v470M372 280h60M372 750h50"/></g>
    <g stroke="#f2c230" stroke-width="7" opacity="0.9"><path d="M1090 330l120 60v430l-120-40zM1090 430l120 50M1090 530l120 40M1090 640l120 20M1130 350v450M1170 370v440" fill="none"/></g>
    <g fill="#11151a"><circle cx="905" cy="300" r="12"/><circle cx="905" cy="720" r="12"/></g>
    <rect x="830" y="270" width="90" height="480" rx="40" fill="none" stroke="#ff3b30" stroke-width="14" stroke-dasharray="46 20"/>
    <circle cx="285" cy="330" r="34" fill="#c62828" stroke="#f2c230" stroke-width="12"/>
  `),
  workshop: scene(`
    <rect width="1280" height="960" fill="url(#wall)"/>
    <path d="M0 560L1280 560L1280 960L0 960z" fill="url(#floor)"/>
    <g fill="#dfe8ee" opacity="0.75"><rect x="90" y="70" width="240" height="180"/><rect x="390" y="70" width="240" height="180"/><rect x="690" y="70" width="240" height="180"/></g>
    <path d="M480 960L590 560M900 960L730 560" stroke="#f2c230" stroke-width="18"/>
    <rect x="70" y="430" width="330" height="150" fill="#7a6047"/><rect x="60" y="410" width="350" height="28" fill="#a58563"/>
    <rect x="90" y="270" width="290" height="130" fill="#3c4a52"/>
    <g fill="#c9d1d6"><rect x="112" y="288" width="14" height="92" rx="5"/><rect x="150" y="288" width="14" height="92" rx="5"/><path d="M190 290h52v18h-18v72h-16v-72h-18z"/><circle cx="290" cy="330" r="30"/><rect x="336" y="288" width="14" height="92" rx="5"/></g>
    <rect x="860" y="330" width="320" height="300" fill="#35627f"/><rect x="900" y="370" width="150" height="110" fill="#dfe8ee"/>
    <circle cx="1110" cy="400" r="20" fill="#2e7d32"/><circle cx="1110" cy="460" r="20" fill="#f9a825"/>
    <g><rect x="150" y="660" width="90" height="120" fill="#2e7d32"/><rect x="260" y="660" width="90" height="120" fill="#1565c0"/><rect x="370" y="660" width="90" height="120" fill="#f9a825"/></g>
    <rect x="1190" y="470" width="44" height="120" rx="16" fill="#c62828"/>
  `),
  signature: `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="300">
    <rect width="900" height="300" fill="#ffffff"/>
    <path d="M90 210C150 40 210 40 200 130s-90 110-60 60 130-120 150-40-40 80 10 20 60-60 70-10 40 20 80-30 50 70 90 10 60-60 80 0 60 30 110-10 60-20 120-30"
      fill="none" stroke="#14307a" stroke-width="9" stroke-linecap="round" stroke-linejoin="round"/>
    <path d="M160 246q300 30 610-34" fill="none" stroke="#14307a" stroke-width="5" stroke-linecap="round"/>
  </svg>`,
};

export type PictureName = keyof typeof DRAWINGS;

/** A picture as a phone would send it. */
export async function takePicture(name: PictureName): Promise<{ content: Buffer; content_type: string }> {
  const drawn = sharp(Buffer.from(DRAWINGS[name]));
  return name === 'signature'
    ? { content: await drawn.png().toBuffer(), content_type: 'image/png' }
    : { content: await drawn.jpeg({ quality: 84 }).toBuffer(), content_type: 'image/jpeg' };
}

function scene(shapes: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <defs>
      <linearGradient id="wall" x2="0" y2="1"><stop offset="0" stop-color="#aeb6b4"/><stop offset="1" stop-color="#7d8583"/></linearGradient>
      <linearGradient id="floor" x2="0" y2="1"><stop offset="0" stop-color="#7b756c"/><stop offset="1" stop-color="#4e4a44"/></linearGradient>
      <linearGradient id="steel" x2="1" y2="1"><stop offset="0" stop-color="#8f989e"/><stop offset="0.5" stop-color="#5c646a"/><stop offset="1" stop-color="#3c4347"/></linearGradient>
    </defs>${shapes}</svg>`;
}
