import { createHmac, timingSafeEqual } from 'node:crypto';

const keyOf = (secret) => (secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret));

/** Takes a one-time code from the gateway and sends it. `deliver` is your mailer, or your provider of text messages. */
export async function takeCode(request, response, deliver, env = process.env) {
  let body = '';
  for await (const piece of request.setEncoding('utf8')) body += piece;
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature = '' } = request.headers;
  const mine = createHmac('sha256', keyOf(env.MAILER_SECRET)).update(`${id}.${timestamp}.${body}`).digest();
  const theirs = Buffer.from(signature.replace(/^v1,/, ''), 'base64');
  const late = Math.abs(Date.now() / 1000 - Number(timestamp)) > 300;
  if (late || theirs.length !== mine.length || !timingSafeEqual(theirs, mine)) return response.writeHead(401).end();
  const { to, code, locale } = JSON.parse(body);
  await deliver({ to, code, locale });
  response.writeHead(202).end();
}
