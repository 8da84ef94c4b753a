// What a container's HEALTHCHECK runs: `node health.mjs <url>`; 0 when the url answers 200 within three seconds.
const [, , url = 'http://127.0.0.1:8080/health/ready'] = process.argv;
try {
  const { status } = await fetch(url, { signal: AbortSignal.timeout(3_000) });
  if (status === 200) process.exit(0);
  console.error(`${url}: ${status}`);
} catch (error) {
  console.error(`${url}: ${error.cause?.code ?? error.name}`);
}
process.exit(1);
