import { SignJWT } from 'jose';

/** Answers the token of whoever is signed in, or 204 for a guest. `customerOf` reads your own session. */
export async function answerToken(request, response, customerOf, env = process.env) {
  const customer = await customerOf(request);
  response.setHeader('Cache-Control', 'no-store');
  if (!customer) return response.writeHead(204).end();
  const token = await new SignJWT({ name: customer.name })
    .setProtectedHeader({ alg: 'HS256', typ: 'vafa+jwt' })
    .setIssuer(env.VAFA_ISSUER)
    .setAudience('vafa')
    .setSubject(String(customer.id))
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(env.VAFA_TOKEN_SECRET));
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ token }));
}
