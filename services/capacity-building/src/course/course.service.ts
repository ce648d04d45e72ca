import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { found, Store } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { Course, PrismaClient } from '../../generated/prisma/client';

@Injectable()
export class CourseService {
  constructor(private readonly store: Store<PrismaClient>) {}

  async plan(draft: capacityBuildingApi.NewCourse, actor: Actor): Promise<capacityBuildingApi.Course> {
    return this.store.change(actor, async (change) => {
      const competencies = [...new Set(draft.competencies)];
      const row = await change.db.course.create({ data: { id: uuidv7(), ...draft, competencies } });
      await change.audit('course', row.id, 'planned');
      return toCourse(row);
    });
  }

  async list(): Promise<{ items: capacityBuildingApi.Course[] }> {
    const rows = await this.store.db.course.findMany({ orderBy: { id: 'asc' }, take: 500 });
    return { items: rows.map(toCourse) };
  }

  async show(id: string): Promise<capacityBuildingApi.Course> {
    return toCourse(found(await this.store.db.course.findUnique({ where: { id } }), 'course'));
  }
}

const toCourse = ({ id, title, summary, competencies, version }: Course): capacityBuildingApi.Course => ({
  ...{ id, title, summary, version },
  competencies: competencies as capacityBuildingApi.Competency[],
});
