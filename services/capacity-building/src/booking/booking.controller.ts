import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { capacityBuildingApi, Id } from '@commissioning/schemas';
import { OfferService } from '../offer/offer.service';
import { BookingService } from './booking.service';
import { MoveBooking } from './move-booking';

@Controller('v1/bookings')
export class BookingController {
  constructor(
    private readonly bookings: BookingService,
    private readonly offers: OfferService,
    private readonly moving: MoveBooking,
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
    @Query({ schema: capacityBuildingApi.BookingQuery }) query: capacityBuildingApi.BookingQuery,
    @Caller() actor: Actor,
  ) {
    return this.bookings.list(query, actor);
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

  @Post(':id/decline')
  @HttpCode(200)
  @Can('booking:make')
  @Answers(capacityBuildingApi.Booking)
  decline(@Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Caller() actor: Actor) {
    return this.offers.decline(id, version, actor);
  }

  @Post(':id/give-back')
  @HttpCode(200)
  @Can('booking:make')
  @Answers(capacityBuildingApi.Booking)
  giveBack(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: capacityBuildingApi.GiveBackPlaces }) places: capacityBuildingApi.GiveBackPlaces,
    @Caller() actor: Actor,
  ) {
    return this.bookings.giveBack(id, version, places, actor);
  }

  @Post(':id/keep')
  @HttpCode(200)
  @Can('booking:make')
  @Answers(capacityBuildingApi.Booking)
  keep(@Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Caller() actor: Actor) {
    return this.bookings.keep(id, version, actor);
  }

  @Post(':id/move')
  @HttpCode(200)
  @Can('booking:make')
  @Answers(capacityBuildingApi.Booking)
  move(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: capacityBuildingApi.MoveBooking }) { sessionId }: capacityBuildingApi.MoveBooking,
    @Caller() actor: Actor,
  ) {
    return this.moving.move(id, version, sessionId, actor);
  }

  @Put(':id/people')
  @Can('booking:make')
  @Answers(capacityBuildingApi.Booking)
  name(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: capacityBuildingApi.NamePeople }) people: capacityBuildingApi.NamePeople,
    @Caller() actor: Actor,
  ) {
    return this.bookings.name(id, version, people, actor);
  }
}
