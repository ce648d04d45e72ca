import { z } from 'zod';
import { Day, Id, Line, Pence, Prose, Version } from '../../primitives';

/** What a programme is created from: its aim, its term (four years as a rule, App.1 2.4) and its money. */
export const NewProgramme = z
  .strictObject({ title: Line, aim: Prose, startsOn: Day, endsOn: Day, budgetPence: Pence })
  .meta({ id: 'NewProgramme' });
export type NewProgramme = z.infer<typeof NewProgramme>;

export const Programme = NewProgramme.extend({ id: Id, committedPence: Pence, version: Version }).meta({
  id: 'Programme',
});
export type Programme = z.infer<typeof Programme>;

export const ProgrammeList = z.strictObject({ items: z.array(Programme) }).meta({ id: 'ProgrammeList' });
