import { EventStream, MOST_WAITING_BYTES } from '../../api/eventStream';

test('who does not read is cut off, and holds no more memory than that', () => {
  const stream = new EventStream();
  for (let seq = 1; !stream.destroyed; seq += 1) {
    stream.event('check', { id: 'a'.repeat(36) }, seq);
    expect(stream.readableLength).toBeLessThan(MOST_WAITING_BYTES + 1_000);
  }
  expect(() => stream.end('server_stops')).not.toThrow();
});

test('an event is told in the lines of the standard, a hint without an id', async () => {
  const stream = new EventStream();
  stream.event('report', { id: 'r', status: 'running' });
  stream.ready(12);
  stream.end('server_stops');
  const told: Buffer[] = [];
  for await (const part of stream) told.push(part as Buffer);
  expect(Buffer.concat(told).toString()).toBe(
    'event: report\ndata: {"id":"r","status":"running"}\n\n' +
      'id: 12\nevent: ready\ndata: {}\n\n' +
      'event: end\ndata: {"reason":"server_stops"}\n\n',
  );
});
