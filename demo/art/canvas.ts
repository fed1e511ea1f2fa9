import type { Lettering } from './lettering.js';

/** A colour at a place of a gradient: offset 0 to 1, colour, and opacity where it is not 1. */
export type Stop = readonly [offset: number, color: string, opacity?: number];

/** Draws one SVG picture: keeps its gradients and a random source that gives the same picture every time. */
export class Canvas {
  readonly #defs: string[] = [];
  readonly #known = new Map<string, string>();
  #seed: number;

  constructor(
    readonly width: number,
    readonly height: number,
    seed: number,
  ) {
    this.#seed = seed;
  }

  /** A number from `low` up to `high`, the same sequence for the same seed (mulberry32). */
  between(low: number, high: number): number {
    this.#seed = (this.#seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#seed ^ (this.#seed >>> 15), 1 | this.#seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return low + (((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * (high - low);
  }

  /** One of several values. */
  pick<T>(values: readonly [T, ...T[]]): T {
    return values[Math.floor(this.between(0, values.length))] ?? values[0];
  }

  /** A gradient along a line in the shape's own box; straight to the right unless told. */
  linear(stops: readonly Stop[], to: readonly [x: number, y: number] = [1, 0]): string {
    return this.#define('linearGradient', `x1="0" y1="0" x2="${to[0]}" y2="${to[1]}"`, stops);
  }

  /** A gradient around a point of the shape's own box; lit from the upper left unless told. */
  radial(stops: readonly Stop[], at: readonly [x: number, y: number, r: number] = [0.36, 0.3, 0.75]): string {
    return this.#define('radialGradient', `cx="${at[0]}" cy="${at[1]}" r="${at[2]}"`, stops);
  }

  /** Cuts what is drawn with it to a path. */
  clip(d: string): string {
    return this.#keep(`<clipPath id="ID"><path d="${d}"/></clipPath>`, 'clip-path="url(#ID)"');
  }

  /** Softens what is drawn with it. */
  blur(deviation: number): string {
    const box = 'x="-60%" y="-60%" width="220%" height="220%"';
    return this.#keep(
      `<filter id="ID" ${box}><feGaussianBlur stdDeviation="${deviation}"/></filter>`,
      'filter="url(#ID)"',
    );
  }

  /** A drawing to repeat: answers how to place it. */
  stamp(body: string): (transform: string) => string {
    const use = this.#keep(`<g id="ID">${body}</g>`, 'href="#ID"');
    return (transform) => `<use ${use} transform="${transform}"/>`;
  }

  /** The finished picture. */
  finish(body: string): string {
    const size = `width="${this.width}" height="${this.height}" viewBox="0 0 ${this.width} ${this.height}"`;
    return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><defs>${this.#defs.join('')}</defs>${body}</svg>`;
  }

  #define(tag: string, attributes: string, stops: readonly Stop[]): string {
    const inner = stops
      .map(([offset, color, opacity]) => {
        const alpha = opacity === undefined ? '' : ` stop-opacity="${opacity}"`;
        return `<stop offset="${offset}" stop-color="${color}"${alpha}/>`;
      })
      .join('');
    return this.#keep(`<${tag} id="ID" ${attributes}>${inner}</${tag}>`, 'url(#ID)');
  }

  #keep(definition: string, reference: string): string {
    const key = definition + reference;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const name = `d${this.#defs.length}`;
    this.#defs.push(definition.replace('ID', name));
    const made = reference.replace('ID', name);
    this.#known.set(key, made);
    return made;
  }
}

/** Coordinates need no more than a tenth of a unit. */
export function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** A word set at a height, centred on a point. */
export function word(lettering: Lettering, x: number, y: number, height: number, fill: string): string {
  const scale = height / lettering.height;
  const left = x - (lettering.width * scale) / 2;
  return `<path transform="translate(${n(left)} ${n(y - height / 2)}) scale(${scale.toFixed(4)})" fill="${fill}" d="${lettering.d}"/>`;
}
