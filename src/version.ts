declare const __VAFA_VERSION__: string | undefined;

/** The version of this build; `0.0.0` when run from source. */
export const version = typeof __VAFA_VERSION__ === 'undefined' ? '0.0.0' : __VAFA_VERSION__;
