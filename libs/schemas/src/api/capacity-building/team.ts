import { z } from 'zod';
import { Id, Line } from '../../primitives';

/** A team of the council. In the internal programme it stands where an organisation stands in the external one. */
export const NewTeam = z.strictObject({ name: Line }).meta({ id: 'NewTeam' });
export type NewTeam = z.infer<typeof NewTeam>;

export const Team = NewTeam.extend({ id: Id }).meta({ id: 'Team' });
export type Team = z.infer<typeof Team>;

export const TeamList = z.strictObject({ items: z.array(Team) }).meta({ id: 'TeamList' });
