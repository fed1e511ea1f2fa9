import type { en } from './locales/en.js';

/** The name of a message. */
export type MessageKey = keyof typeof en;
/** Every message of one language. */
export type Catalog = Readonly<Record<MessageKey, string>>;
/** Some messages of one language: what a shop says its own way. */
export type Overrides = Readonly<Partial<Record<MessageKey, string>>>;
