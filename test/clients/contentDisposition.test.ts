import { contentDisposition } from '../../clients/contentDisposition';

describe('Content-Disposition', () => {
  it('gives a Russian name in the encoded form and a plain stand-in', () => {
    expect(contentDisposition('Фото 1.jpg', 'image/jpeg', true)).toBe(
      `inline; filename="____ 1.jpg"; filename*=UTF-8''%D0%A4%D0%BE%D1%82%D0%BE%201.jpg`,
    );
  });

  it.each([
    'a"b.jpg',
    'a\r\nSet-Cookie: x=1',
    '../../a;b\\c',
    "o'brien(1)*.png",
    '\ud800.jpg',
    'a\u0000b%22',
  ])('lets nothing of %j out of its quotes', (name) => {
    const header = contentDisposition(name, 'image/png', true);
    expect(header).toMatch(
      /^inline; filename="[^"\\/%\p{Cc}]*"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]*$/u,
    );
  });

  it.each(['image/svg+xml', 'text/html', 'application/octet-stream'])('never shows %s in place', (type) => {
    expect(contentDisposition('a', type, true)).toMatch(/^attachment;/);
  });
});
