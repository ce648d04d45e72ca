import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { capacityBuildingApi, Id } from '@commissioning/schemas';
import { AttendanceService } from './attendance.service';
import { BookingService } from './booking.service';
import { OfferService } from './offer.service';

@Controller('v1/bookings')
export class BookingController {
  constructor(
    private readonly bookings: BookingService,
    private readonly offers: OfferService,
    private readonly attendance: AttendanceService,
  ) {}

  @Post()
  @Can('booking:make')
  @Answers(capacityBuildingApi.Booking, 201)
  book(
    @Body({ schema: capacityBuildingApi.NewBooking }) draft: capacityBuildingApi.NewBooking,
    @Caller() actor: Actor,
  ) {
    return this.bookings.book(draft, actor);
  }

  @Get()
  @Can('booking:read')
  @Answers(capacityBuildingApi.BookingList)
  list(
    @Query({ schema: capacityBuildingApi.BookingQuery }) { organisationId }: { organisationId: string },
    @Caller() actor: Actor,
  ) {
    return this.bookings.ofOrganisation(organisationId, actor);
  }

  @Get(':id')
  @Can('booking:read')
  @Answers(capacityBuildingApi.Booking)
  show(@Param('id', { schema: Id }) id: string, @Caller() actor: Actor) {
    return this.bookings.show(id, actor);
  }

  @Post(':id/accept')
  @HttpCode(200)
  @Can('booking:make')
  @Answers(capacityBuildingApi.Booking)
  accept(@Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Caller() actor: Actor) {
    return this.offers.accept(id, version, actor);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Can('booking:make')
  @Answers(capacityBuildingApi.Booking)
  cancel(@Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Caller() actor: Actor) {
    return this.bookings.cancel(id, version, actor);
  }

  @Put(':id/people')
  @Can('booking:make')
  @Answers(capacityBuildingApi.Booking)
  name(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: capacityBuildingApi.NamePeople }) { names }: capacityBuildingApi.NamePeople,
    @Caller() actor: Actor,
  ) {
    return this.bookings.name(id, version, names, actor);
  }

  @Post(':id/attendance')
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
}
