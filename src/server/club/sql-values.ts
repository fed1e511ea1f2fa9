import * as z from 'zod/mini';

/** An instant as a plain statement answers it: one driver makes a `Date` of it, the other leaves the text. */
export const instantColumn = z.pipe(
  z.union([z.string(), z.date()]),
  z.transform((at) => new Date(at)),
);
/** A bigint as a plain statement answers it, which must be a safe integer. */
export const integerColumn = z.pipe(
  z.union([z.string(), z.number(), z.bigint()]),
  z.transform((value, { issues }) => {
    const number = Number(value);
    if (!Number.isSafeInteger(number)) issues.push({ code: 'custom', message: 'beyond the safe integers', input: value });
    return number;
  }),
);
