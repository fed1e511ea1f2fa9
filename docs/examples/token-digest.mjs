import { createHmac } from 'node:crypto';

/** A member's token without any library. */
export function tokenOf(customer, secret) {
  const payload = JSON.stringify({ sub: String(customer.id), name: customer.name, iat: Math.floor(Date.now() / 1000) });
  const signed = `v1.${Buffer.from(payload).toString('base64url')}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('hex')}`;
}

/** Answers the token of whoever is signed in, or 204 for a guest. `customerOf` reads your own session. */
export async function answerToken(request, response, customerOf, env = process.env) {
  const customer = await customerOf(request);
  response.setHeader('Cache-Control', 'no-store');
  if (!customer) return response.writeHead(204).end();
  const token = tokenOf(customer, env.VAFA_TOKEN_SECRET);
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ token }));
}
