import { type DynamicModule, Module } from '@nestjs/common';
import { PlatformModule, type ServiceEnvironment } from '@commissioning/service';
import { PrismaClient } from '../generated/prisma/client';
import { AttendanceService } from './booking/attendance.service';
import { BookingController } from './booking/booking.controller';
import { BookingService } from './booking/booking.service';
import { OfferService } from './booking/offer.service';
import { OfferSweep } from './booking/offer.sweep';
import { WaitingListPolicy } from './booking/waiting-list';
import { Settings } from './config';
import { CourseController } from './course/course.controller';
import { CourseService } from './course/course.service';
import { OrganisationConsumer } from './organisation/organisation.consumer';
import { OrganisationService } from './organisation/organisation.service';
import { ReadinessController } from './readiness/readiness.controller';
import { ReadinessService } from './readiness/readiness.service';
import { SessionController } from './session/session.controller';
import { SessionService } from './session/session.service';

@Module({})
export class CapacityBuildingModule {
  static for(environment: ServiceEnvironment): DynamicModule {
    const { OFFER_WORKING_DAYS, MOST_TIMES_PASSED_OVER } = Settings.parse(environment);
    return {
      module: CapacityBuildingModule,
      imports: [
        PlatformModule.for({
          service: 'capacity-building',
          environment,
          prisma: (adapter) => new PrismaClient({ adapter }),
        }),
      ],
      controllers: [
        CourseController,
        SessionController,
        BookingController,
        ReadinessController,
        OrganisationConsumer,
      ],
      providers: [
        {
          provide: WaitingListPolicy,
          useValue: new WaitingListPolicy(OFFER_WORKING_DAYS, MOST_TIMES_PASSED_OVER),
        },
        CourseService,
        SessionService,
        BookingService,
        OfferService,
        OfferSweep,
        AttendanceService,
        ReadinessService,
        OrganisationService,
      ],
    };
  }
}
