import { z } from 'zod';
import { Id, Line, Prose, Version } from '../../primitives';

/** What training can give: the seven of a bidder (report 3.29), then the two of an officer (report 9.1). */
export const COMPETENCIES = [
  'tender-process',
  'governance',
  'finance',
  'safeguarding',
  'consortium-bidding',
  'evidence-of-need',
  'equality',
  'contract-management',
  'procurement',
] as const;
export type Competency = (typeof COMPETENCIES)[number];

/** Those that make an organisation ready to bid; the others are for the council's own officers. */
export const BIDDER_COMPETENCIES = COMPETENCIES.slice(0, 7) as readonly Competency[];

export const Competency = z.enum(COMPETENCIES);

export const NewCourse = z
  .strictObject({ title: Line, summary: Prose, competencies: z.array(Competency).min(1).max(9) })
  .meta({ id: 'NewCourse' });
export type NewCourse = z.infer<typeof NewCourse>;

export const Course = NewCourse.extend({ id: Id, version: Version }).meta({ id: 'Course' });
export type Course = z.infer<typeof Course>;

export const CourseList = z.strictObject({ items: z.array(Course) }).meta({ id: 'CourseList' });
