import { z } from 'zod';
import { ActorId, Line, Prose } from '../../primitives';

/** A person by the id that they sign in with, and their name as the panel's record shows it. */
export const PanelPerson = z.strictObject({ person: ActorId, name: Line }).meta({ id: 'PanelPerson' });

/** The whole panel; a chair who also scores is named among the evaluators as well. */
export const AppointPanel = z
  .strictObject({
    chair: PanelPerson,
    evaluators: z.array(PanelPerson).max(20),
    observers: z.array(PanelPerson).max(20),
  })
  .meta({ id: 'AppointPanel' });
export type AppointPanel = z.infer<typeof AppointPanel>;

/** Somebody leaves the panel and somebody else takes the same seat. */
export const SubstituteMember = z
  .strictObject({ leaves: ActorId, joins: PanelPerson, reason: Prose })
  .meta({ id: 'SubstituteMember' });
export type SubstituteMember = z.infer<typeof SubstituteMember>;
