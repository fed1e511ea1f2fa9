import { html, type TemplateResult } from 'lit';
import { correction, generate } from 'lean-qr/nano';

/** Light modules around the code, without which cameras do not find it (ISO/IEC 18004). */
const quiet = 4;

/** A QR code of a text, dark on white whatever the colours around it; `name` says what it is to those who do not see it. */
export function qr(text: string, name: string): TemplateResult {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const runs: string[] = [];
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      if (code.get(x, y)) runs.push(`M${x + quiet} ${y + quiet}h1v1h-1z`);
    }
  }
  const size = code.size + 2 * quiet;
  return html`<svg class="qr" viewBox=${`0 0 ${size} ${size}`} role="img" aria-label=${name} shape-rendering="crispEdges">
    <rect width=${size} height=${size} class="light" />
    <path class="dark" d=${runs.join('')} />
  </svg>`;
}
