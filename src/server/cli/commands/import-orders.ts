import { readFile } from 'node:fs/promises';
import { PortalError } from '../../../domain/errors.js';
import { inboundDocumentOf } from '../../config/inbounds.js';
import { orderEventsOf } from '../../inbound/inbound.js';
import { readJsonFile } from '../../json-file.js';
import { UserError } from '../../user-error.js';
import { word, type Call, type Command, type Outcome } from '../command.js';
import { withDesk, type Desk } from '../desk.js';
import { ordersFromCsv, ordersFromJson, type OrdersFile } from '../orders-file.js';
import { many } from '../text.js';
import { utf8 } from '../utf8.js';

/** So many mistakes are shown; who has mended these sees the next. */
const shownMistakes = 50;

/** `vafa club import-orders`: what members ordered before there was a club. */
export const importOrders: Command = {
  name: 'import-orders',
  usage: '<orders.csv or orders.json> [--from shopify] [--confirm]',
  says: 'Tells the club of orders of the past, from CSV or from the JSON of a shop system. Without --confirm it only says what it would do.',
  more: [
    'CSV columns: order_id, member_id, placed_at, total, currency, and as you have them number, delivered_at, name, email.',
    'JSON: a list of orders as the shop system has them; --from says which (shopify, woocommerce, magento, or a file of a description).',
    'Orders earn by the rules in force, from their own day. The same file again changes nothing, nor does an order that was told already.',
  ],
  options: { from: { value: '<name or file>', says: 'The shop system that the JSON is from.' }, confirm: { says: 'Does it, after saying what.' } },
  examples: ['vafa club import-orders orders.csv', 'vafa club import-orders orders.json --from woocommerce --confirm'],
  words: 1,
  run: (call) =>
    withDesk(call, async (desk) => {
      const path = word(call, 0, 'The file with the orders');
      const file = await ordersOf(call, desk, path);
      return file.mistakes.length > 0 ? refused(path, file) : act(call, desk, file);
    }),
};

async function ordersOf(call: Call, { scope }: Desk, path: string): Promise<OrdersFile> {
  const from = call.text('from');
  if (!path.endsWith('.json')) return ordersFromCsv(await utf8(await bytesOf(path), path), scope.program.shop);
  if (from === undefined) throw new UserError('--from is missing: the shop system that the JSON is from, e.g. --from shopify.');
  const document = await inboundDocumentOf(from.endsWith('.json') ? { file: from } : { preset: from }, (written) => written);
  return ordersFromJson(await readJsonFile(path, 'file of orders'), orderEventsOf(document, { shopId: scope.program.shop.id, now: () => scope.now }));
}

function bytesOf(path: string): Promise<Buffer> {
  return readFile(path).catch((thrown: unknown) => {
    throw new UserError(`The file ${path} cannot be read (${thrown instanceof Error ? thrown.message : String(thrown)}).`);
  });
}

function refused(path: string, { mistakes }: OrdersFile): Outcome {
  const lines = mistakes.slice(0, shownMistakes).map(({ line, column, says }) => `${path.endsWith('.json') ? 'Order' : 'Line'} ${line}${column === undefined ? '' : `, column ${column}`}: ${says}`);
  const rest = mistakes.length > shownMistakes ? [`… and ${mistakes.length - shownMistakes} more.`] : [];
  return { failed: true, lines: [...lines, ...rest, `${many(mistakes.length, 'mistake')} in ${path}. Nothing was changed.`], data: { imported: false, mistakes } };
}

async function act(call: Call, desk: Desk, { events, meaningless }: OrdersFile): Promise<Outcome> {
  const orders = events.filter(({ type }) => type === 'order.placed').length;
  const skipped = meaningless > 0 ? [`${many(meaningless, 'order')} mean nothing to the club: of guests, or never paid.`] : [];
  if (!call.flag('confirm')) return { lines: [`${many(orders, 'order')}, ${many(events.length, 'event')} in all.`, ...skipped, 'Nothing was changed. With --confirm it is told to the club.'], data: { imported: false, orders, events: events.length, meaningless } };
  const club = await desk.club();
  const told = { applied: 0, known: 0, unknown: 0 };
  for (const event of events) {
    const receipt = await club.receive(event).catch((thrown: unknown) => {
      if (thrown instanceof PortalError && thrown.kind === 'not_found') return undefined;
      throw thrown;
    });
    if (!receipt) told.unknown += 1;
    else if (receipt.applied) told.applied += 1;
    else told.known += 1;
  }
  const lines = [`${many(told.applied, 'event')} told, ${told.known} known before${told.unknown > 0 ? `, ${told.unknown} about nothing of the club` : ''}.`, ...skipped];
  return { lines, data: { imported: true, orders, ...told, meaningless } };
}
