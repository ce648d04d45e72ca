import { type DynamicModule, Module } from '@nestjs/common';
import { PlatformModule, type ServiceEnvironment } from '@commissioning/service';
import { PrismaClient } from '../generated/prisma/client';
import { LeadTimes } from './adjustment/adjustment';
import { AdjustmentBoardService } from './adjustment/adjustment-board.service';
import { AdjustmentController } from './adjustment/adjustment.controller';
import { AdjustmentService } from './adjustment/adjustment.service';
import { AdjustmentSweep, NeedsKept } from './adjustment/adjustment.sweep';
import { AttendanceController } from './attendance/attendance.controller';
import { AttendanceService } from './attendance/attendance.service';
import { RegisterController } from './attendance/register.controller';
import { RegisterService } from './attendance/register.service';
import { BookingAccess } from './booking/booking-access.service';
import { BookingController } from './booking/booking.controller';
import { BookingService } from './booking/booking.service';
import { MoveBooking } from './booking/move-booking';
import { PlaceParty } from './booking/place-party';
import { CapacityController } from './capacity/capacity.controller';
import { CapacityService } from './capacity/capacity.service';
import { CalendarController } from './calendar/calendar.controller';
import { CalendarService } from './calendar/calendar.service';
import { Organiser } from './calendar/calendar';
import { FeedbackWindow } from './feedback/feedback';
import { Reminders } from './letter/letter';
import { LetterPost } from './letter/letter.post';
import { LetterSweep } from './letter/letter.sweep';
import { CertificateFont } from './certificate/certificate-document';
import { CertificateController } from './certificate/certificate.controller';
import { CertificateService, CheckedAt } from './certificate/certificate.service';
import { FeedbackController } from './feedback/feedback.controller';
import { FeedbackService } from './feedback/feedback.service';
import { MaterialController } from './material/material.controller';
import { MaterialService } from './material/material.service';
import { QuestionController } from './question/question.controller';
import { QuestionService } from './question/question.service';
import { Settings } from './config';
import { CourseController } from './course/course.controller';
import { CourseService } from './course/course.service';
import { ExportController } from './export/export.controller';
import { ExportService } from './export/export.service';
import { OfferService } from './offer/offer.service';
import { OfferSweep } from './offer/offer.sweep';
import { OrganisationConsumer } from './organisation/organisation.consumer';
import { OrganisationService } from './organisation/organisation.service';
import { PoolController } from './pool/pool.controller';
import { PoolService } from './pool/pool.service';
import { PoolSweep } from './pool/pool.sweep';
import { ReachController } from './reach/reach.controller';
import { ReachService } from './reach/reach.service';
import { ReadinessController } from './readiness/readiness.controller';
import { ReadinessService } from './readiness/readiness.service';
import { ChangeSession } from './session/change-session';
import { SessionController } from './session/session.controller';
import { SessionFinder } from './session/session-finder.service';
import { SessionFinderController } from './session/session-finder.controller';
import { SessionService } from './session/session.service';
import { TeamController } from './team/team.controller';
import { TeamService } from './team/team.service';
import { WaitingListPolicy } from './waiting-list/waiting-list';

@Module({})
export class CapacityBuildingModule {
  static for(environment: ServiceEnvironment): DynamicModule {
    const settings = Settings.parse(environment);
    const { OFFER_WORKING_DAYS, MOST_TIMES_PASSED_OVER } = settings;
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
        SessionFinderController,
        CapacityController,
        PoolController,
        BookingController,
        AttendanceController,
        RegisterController,
        TeamController,
        ExportController,
        ReadinessController,
        OrganisationConsumer,
        AdjustmentController,
        CalendarController,
        CertificateController,
        FeedbackController,
        MaterialController,
        QuestionController,
        ReachController,
      ],
      providers: [
        {
          provide: WaitingListPolicy,
          useValue: new WaitingListPolicy(OFFER_WORKING_DAYS, MOST_TIMES_PASSED_OVER),
        },
        CourseService,
        SessionService,
        ChangeSession,
        SessionFinder,
        CapacityService,
        PoolService,
        PoolSweep,
        BookingAccess,
        BookingService,
        PlaceParty,
        MoveBooking,
        OfferService,
        OfferSweep,
        AttendanceService,
        RegisterService,
        TeamService,
        ExportService,
        ReadinessService,
        OrganisationService,
        { provide: LeadTimes, useValue: new LeadTimes(settings.ADJUSTMENT_LEAD_WORKING_DAYS) },
        { provide: NeedsKept, useValue: new NeedsKept(settings.ADJUSTMENT_NEEDS_KEPT_DAYS) },
        AdjustmentService,
        AdjustmentBoardService,
        AdjustmentSweep,
        { provide: Organiser, useValue: new Organiser(settings.COUNCIL_NAME, settings.TRAINING_TEAM_EMAIL) },
        { provide: FeedbackWindow, useValue: new FeedbackWindow(settings.FEEDBACK_DAYS) },
        {
          provide: Reminders,
          useValue: new Reminders(settings.NAMES_NEEDED_WORKING_DAYS, settings.REMINDER_WORKING_DAYS),
        },
        LetterPost,
        LetterSweep,
        CalendarService,
        { provide: CertificateFont, useValue: new CertificateFont(settings.CERTIFICATE_FONT) },
        { provide: CheckedAt, useValue: new CheckedAt(settings.PUBLIC_URL) },
        CertificateService,
        FeedbackService,
        MaterialService,
        QuestionService,
        ReachService,
      ],
    };
  }
}
