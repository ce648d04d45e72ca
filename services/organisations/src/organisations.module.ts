import { type DynamicModule, Module } from '@nestjs/common';
import { PlatformModule, type ServiceEnvironment } from '@commissioning/service';
import { PrismaClient } from '../generated/prisma/client';
import { Settings } from './config';
import { InvitationController } from './invitation/invitation.controller';
import { InvitationService } from './invitation/invitation.service';
import { MembershipController } from './membership/membership.controller';
import { MembershipService } from './membership/membership.service';
import { SizeLimit } from './organisation/organisation';
import { OrganisationController } from './organisation/organisation.controller';
import { OrganisationService } from './organisation/organisation.service';

@Module({})
export class OrganisationsModule {
  static for(environment: ServiceEnvironment): DynamicModule {
    const { SMALL_INCOME_POUNDS } = Settings.parse(environment);
    return {
      module: OrganisationsModule,
      imports: [
        PlatformModule.for({
          service: 'organisations',
          environment,
          prisma: (adapter) => new PrismaClient({ adapter }),
        }),
      ],
      controllers: [OrganisationController, MembershipController, InvitationController],
      providers: [
        { provide: SizeLimit, useValue: new SizeLimit(SMALL_INCOME_POUNDS * 100) },
        OrganisationService,
        MembershipService,
        InvitationService,
      ],
    };
  }
}
