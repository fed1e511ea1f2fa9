import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type CDPSession, type Page } from 'playwright-core';
import { chromiumArgs, need, tools } from '../../tools/browsers.js';
import { isTrusted, median, ratio, tell, type Series } from './anchor.js';

const rounds = 7;

/** A history of 1,000 and of 10,000 lines against a windowed list written by hand, by CPU time of the page's main thread. */
export async function benchHistory(): Promise<boolean> {
  const code = await bundle();
  const browser = await chromium.launch({ executablePath: need(tools.chromium), args: [...chromiumArgs] });
  try {
    const page = await browser.newPage({ viewport: { width: 800, height: 900 } });
    await page.setContent('<!doctype html><html lang="en"><body></body></html>');
    await page.addScriptTag({ content: code });
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    const small = await report(page, cdp, 1_000, 1.5);
    const large = await report(page, cdp, 10_000, undefined);
    return small && large;
  } finally {
    await browser.close();
  }
}

async function report(page: Page, cdp: CDPSession, count: number, gate: number | undefined): Promise<boolean> {
  const costs = { hand: [] as number[], kit: [] as number[], control: [] as number[] };
  for (let round = -1; round < rounds; round++) {
    for (const name of ['hand', 'kit', 'control'] as const) {
      const cost = await costOf(page, cdp, name === 'kit' ? 'kit' : 'hand', count);
      // The first round warms everything up.
      if (round >= 0) costs[name].push(cost);
    }
  }
  const series = (name: keyof typeof costs): Series => ({ name, rounds: costs[name] });
  const same = ratio(series('control'), series('hand'));
  console.log(`\nHistory of ${count.toLocaleString('en')} lines: drawn, scrolled through, one added; by hand ${(median(costs.hand) / 1_000).toFixed(1)} ms of CPU (control ${same.toFixed(2)})`);
  if (!isTrusted(same)) console.log('  The control is outside 0.85 to 1.15: the machine was too busy, nothing below counts.');
  const within = tell({ name: 'the kit, against a windowed list written by hand', value: ratio(series('kit'), series('hand')), ...(gate !== undefined && { gate: { at: gate, better: 'less' } }) }, '×');
  return within || !isTrusted(same);
}

/** Microseconds of CPU on the main thread. */
async function costOf(page: Page, cdp: CDPSession, name: 'hand' | 'kit', count: number): Promise<number> {
  const spent = async (): Promise<number> => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return (metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0) * 1_000_000;
  };
  await cdp.send('HeapProfiler.collectGarbage');
  const before = await spent();
  await page.evaluate(`bench(${JSON.stringify(name)}, ${count})`);
  return (await spent()) - before;
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('history-page.ts', import.meta.url))],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"' },
    conditions: ['production'],
  });
  return outputFiles[0]?.text ?? '';
}
