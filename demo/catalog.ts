import { teaAndSaffron } from './catalog.tea.js';
import { pantry } from './catalog.pantry.js';
import type { Locale } from './locale.js';

/** What the shop says of a product, in one language. */
export interface ProductWords {
  readonly name: string;
  /** What a packet holds. */
  readonly size: string;
  /** One line for the shelf. */
  readonly line: string;
  /** Two or three paragraphs for the product's page. */
  readonly story: readonly string[];
  readonly origin: string;
  readonly harvest: string;
  readonly keep: string;
  /** What the picture shows, for those who cannot see it. */
  readonly picture: string;
}

/** One product of the shop. */
export interface Product {
  readonly slug: string;
  /** Price of one packet in rials, the currency's smallest step. */
  readonly rials: number;
  /** Products that go well with it. */
  readonly goesWith: readonly string[];
  readonly words: Readonly<Record<Locale, ProductWords>>;
}

/** Everything on the shelf, in the order it is shown. */
export const products: readonly Product[] = [...teaAndSaffron, ...pantry];

/** The product of a slug; `undefined` when the shop does not carry it. */
export function findProduct(slug: string): Product | undefined {
  return products.find((product) => product.slug === slug);
}
