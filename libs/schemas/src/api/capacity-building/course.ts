import { z } from 'zod';
import { Id, Line, Prose, Version } from '../../primitives';
import { paged, pageOf } from '../paging';

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

/** Whom a course is for: organisations that may bid, or the council's own officers. */
export const Audience = z.enum(['external', 'internal']);
export type Audience = z.infer<typeof Audience>;

/** A course; without an audience it is for organisations. */
export const NewCourse = z
  .strictObject({
    title: Line,
    summary: Prose,
    competencies: z.array(Competency).min(1).max(9),
    audience: Audience.optional(),
  })
  .meta({ id: 'NewCourse' });
export type NewCourse = z.infer<typeof NewCourse>;

/** The whole of a course as it shall be. Whom it is for stays as it was planned: its bookings depend on it. */
export const ChangeCourse = NewCourse.omit({ audience: true }).meta({ id: 'ChangeCourse' });
export type ChangeCourse = z.infer<typeof ChangeCourse>;

export const Course = NewCourse.extend({ audience: Audience, id: Id, version: Version }).meta({
  id: 'Course',
});
export type Course = z.infer<typeof Course>;

export const CourseList = pageOf(Course).meta({ id: 'CourseList' });
export type CourseList = z.infer<typeof CourseList>;

export const CourseQuery = z.strictObject(paged);
export type CourseQuery = z.infer<typeof CourseQuery>;
