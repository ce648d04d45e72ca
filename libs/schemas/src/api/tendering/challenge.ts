import { z } from 'zod';
import { ActorId, Day, Id, Prose, Version } from '../../primitives';

/** A claim suspends signature by law when it comes in standstill; a complaint pauses it as the council's own policy. */
export const NewChallenge = z
  .strictObject({ kind: z.enum(['claim', 'complaint']), receivedOn: Day, summary: Prose })
  .meta({ id: 'NewChallenge' });
export type NewChallenge = z.infer<typeof NewChallenge>;

export const ResolveChallenge = z.strictObject({ outcome: Prose }).meta({ id: 'ResolveChallenge' });

export const Challenge = NewChallenge.extend({
  id: Id,
  tenderId: Id,
  recordedBy: ActorId,
  resolvedOn: Day.optional(),
  outcome: Prose.optional(),
  version: Version,
}).meta({ id: 'Challenge' });
export type Challenge = z.infer<typeof Challenge>;

export const ChallengeList = z.strictObject({ items: z.array(Challenge) }).meta({ id: 'ChallengeList' });
