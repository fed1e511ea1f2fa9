import { describe, expect, it } from 'vitest';
import { contactOf } from '../../src/server/gateway/identity/contact.js';
import { codesGateway, settled } from './identities.js';

describe('addresses', () => {
  it.each([
    ['Ann.Lee+shop@Example.COM', 'ann.lee+shop@example.com'], ['ann@bücher.example', 'ann@xn--bcher-kva.example'], ['+49 (30) 123-4567', '+49301234567'], ['0049 30 1234567', '+49301234567'],
  ])('%j is %s', (text, to) => {
    expect(contactOf(text)?.to).toBe(to);
  });

  it.each([
    'ann', '@example.com', 'ann@', 'ann@localhost', 'ann@example', 'ann@-x.example', 'ann@example.com\r\nBcc: eve@example.com', 'ann@example.com,eve@example.com', 'ann@example.com eve@example.com', 'ann@eve@example.com', '"ann"@example.com',
    'Ann <ann@example.com>', '.ann@example.com', 'a..n@example.com', 'аnn@example.com', 'ann@192.0.2.1', 'ann@[192.0.2.1]', `${'a'.repeat(65)}@example.com`, `a@${'b.'.repeat(100)}example`, '030 1234567', '+0123456789', '+1', '+1234567890123456', '+49 30 x',
    'ann%0a@example.com%', 'K\u0000elvin@example.com', '\u212Aelvin@example.com\u0000',
  ])('%j is none', (text) => {
    expect(contactOf(text)).toBeUndefined();
  });

  it.each([[{}], [{ to: 7 }], [{ to: ['ann@example.com'] }], [{ to: { $ne: '' } }], [{ to: '' }], [{ to: `${'a'.repeat(400)}@example.com` }], [[]], ['ann@example.com'], [null]])('a body of %j is refused', async (body) => {
    const gateway = codesGateway();
    expect((await gateway.post('/identity/v1/codes', body)).status).toBe(422);
    expect((await gateway.post('/identity/v1/tokens', body)).status).toBe(422);
    await settled();
    expect(gateway.sent).toEqual([]);
  });
});
