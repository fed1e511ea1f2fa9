import * as z from 'zod/mini';

/** What a member says when joining. Nothing else of the body is looked at: who joins is in the token. */
export const joinInput = z.object({ acceptTerms: z.boolean() });
