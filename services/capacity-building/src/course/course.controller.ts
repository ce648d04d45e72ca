import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { type Actor, Caller, Can, Public } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { capacityBuildingApi, Id } from '@commissioning/schemas';
import { CourseService } from './course.service';

@Controller('v1/courses')
export class CourseController {
  constructor(private readonly courses: CourseService) {}

  @Post()
  @Can('course:plan')
  @Answers(capacityBuildingApi.Course, 201)
  plan(
    @Body({ schema: capacityBuildingApi.NewCourse }) draft: capacityBuildingApi.NewCourse,
    @Caller() actor: Actor,
  ) {
    return this.courses.plan(draft, actor);
  }

  @Get()
  @Public()
  @Answers(capacityBuildingApi.CourseList)
  list(
    @Query({ schema: capacityBuildingApi.CourseQuery }) query: capacityBuildingApi.CourseQuery,
    @Caller() actor: Actor | undefined,
  ) {
    return this.courses.list(query, actor);
  }

  @Put(':id')
  @Can('course:plan')
  @Answers(capacityBuildingApi.Course)
  change(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: capacityBuildingApi.ChangeCourse }) wanted: capacityBuildingApi.ChangeCourse,
    @Caller() actor: Actor,
  ) {
    return this.courses.change(id, version, wanted, actor);
  }

  @Get(':id')
  @Public()
  @Answers(capacityBuildingApi.Course)
  show(@Param('id', { schema: Id }) id: string, @Caller() actor: Actor | undefined) {
    return this.courses.show(id, actor);
  }
}
