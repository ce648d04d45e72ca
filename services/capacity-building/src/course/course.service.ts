import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { afterCursor, found, mustBeCurrent, page, Stale, Store } from '@commissioning/service';
import { type capacityBuildingApi, courseChanged, coursePlanned } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { Course, PrismaClient } from '../../generated/prisma/client';
import { isOfficer } from '../organisation/organisation.service';
import { courseFor } from './course.queries';

@Injectable()
export class CourseService {
  constructor(private readonly store: Store<PrismaClient>) {}

  async plan(draft: capacityBuildingApi.NewCourse, actor: Actor): Promise<capacityBuildingApi.Course> {
    return this.store.change(actor, async (change) => {
      const competencies = [...new Set(draft.competencies)];
      const row = await change.db.course.create({ data: { id: uuidv7(), ...draft, competencies } });
      await change.emit(coursePlanned, factOf(row));
      return toCourse(row);
    });
  }

  async change(
    id: string,
    version: number,
    wanted: capacityBuildingApi.ChangeCourse,
    actor: Actor,
  ): Promise<capacityBuildingApi.Course> {
    return this.store.change(actor, async (change) => {
      const course = found(await change.db.course.findUnique({ where: { id } }), 'course');
      mustBeCurrent(course.version, version, 'course');
      const competencies = [...new Set(wanted.competencies)];
      const { count } = await change.db.course.updateMany({
        where: { id, version },
        data: { ...wanted, competencies, version: version + 1 },
      });
      if (count === 0) throw new Stale('course');
      const row = await change.db.course.findUniqueOrThrow({ where: { id } });
      await change.emit(courseChanged, factOf(row));
      return toCourse(row);
    });
  }

  /** The internal programme is shown to the council's officers only. */
  async list(
    { cursor, limit }: capacityBuildingApi.CourseQuery,
    actor: Actor | undefined,
  ): Promise<capacityBuildingApi.CourseList> {
    const after = afterCursor(cursor);
    const rows = await this.store.db.course.findMany({
      where: { ...(!isOfficer(actor) && { audience: 'external' }), ...(after && { id: { gt: after } }) },
      orderBy: { id: 'asc' },
      take: limit + 1,
    });
    const { items, ...more } = page(rows, limit);
    return { items: items.map(toCourse), ...more };
  }

  async show(id: string, actor: Actor | undefined): Promise<capacityBuildingApi.Course> {
    return toCourse(await courseFor(this.store.db, id, actor));
  }
}

const toCourse = ({
  id,
  title,
  summary,
  competencies,
  audience,
  version,
}: Course): capacityBuildingApi.Course => ({
  ...{ id, title, summary, version },
  competencies: competencies as capacityBuildingApi.Competency[],
  audience: audience as capacityBuildingApi.Audience,
});

const factOf = (course: Course) => {
  const { courseId, title, competencies, audience } = { courseId: course.id, ...toCourse(course) };
  return { courseId, title, competencies, audience };
};
