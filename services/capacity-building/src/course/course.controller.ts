import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { type Actor, Caller, Can, Public } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
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
  list() {
    return this.courses.list();
  }

  @Get(':id')
  @Public()
  @Answers(capacityBuildingApi.Course)
  show(@Param('id', { schema: Id }) id: string) {
    return this.courses.show(id);
  }
}
