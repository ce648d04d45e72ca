import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { capacityBuildingApi, Id } from '@commissioning/schemas';
import { AttendanceService } from './attendance.service';

@Controller('v1/bookings/:id/attendance')
export class AttendanceController {
  constructor(private readonly attendance: AttendanceService) {}

  @Post()
  @HttpCode(200)
  @Can('attendance:record')
  @Answers(capacityBuildingApi.Booking)
  record(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: capacityBuildingApi.RecordAttendance }) register: capacityBuildingApi.RecordAttendance,
    @Caller() actor: Actor,
  ) {
    return this.attendance.record(id, version, register, actor);
  }

  @Get()
  @Can('booking:read')
  @Answers(capacityBuildingApi.AttendanceHistory)
  history(@Param('id', { schema: Id }) id: string, @Caller() actor: Actor) {
    return this.attendance.history(id, actor);
  }
}
