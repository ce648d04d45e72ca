import { type DynamicModule, Module } from '@nestjs/common';
import { PlatformModule, type ServiceEnvironment } from '@commissioning/service';
import { PrismaClient } from '../generated/prisma/client';
import { Settings } from './config';
import { ContributionController } from './contribution/contribution.controller';
import { ContributionService } from './contribution/contribution.service';
import { CallInPolicy } from './decision/decision';
import { DecisionConsumer } from './decision/decision.consumer';
import { DecisionController } from './decision/decision.controller';
import { DecisionService } from './decision/decision.service';
import { PlannedDecisionController } from './decision/planned-decision.controller';
import { PlannedDecisionService } from './decision/planned-decision.service';
import { FrameworkController } from './framework/framework.controller';
import { FrameworkService } from './framework/framework.service';
import { ProgrammeController } from './programme/programme.controller';
import { ProgrammeService } from './programme/programme.service';
import { ThemeConsumer } from './theme/theme.consumer';
import { ThemeController } from './theme/theme.controller';
import { ThemeService } from './theme/theme.service';
import { TheoryOfChangeController } from './theory-of-change/theory-of-change.controller';
import { TheoryOfChangeService } from './theory-of-change/theory-of-change.service';
import { WorkshopController } from './workshop/workshop.controller';
import { WorkshopService } from './workshop/workshop.service';

@Module({})
export class ProgrammeModule {
  static for(environment: ServiceEnvironment): DynamicModule {
    const { CALL_IN_WORKING_DAYS } = Settings.parse(environment);
    return {
      module: ProgrammeModule,
      imports: [
        PlatformModule.for({
          service: 'programme',
          environment,
          prisma: (adapter) => new PrismaClient({ adapter }),
        }),
      ],
      controllers: [
        ProgrammeController,
        FrameworkController,
        WorkshopController,
        ContributionController,
        TheoryOfChangeController,
        ThemeController,
        ThemeConsumer,
        DecisionController,
        DecisionConsumer,
        PlannedDecisionController,
      ],
      providers: [
        ProgrammeService,
        FrameworkService,
        WorkshopService,
        ContributionService,
        TheoryOfChangeService,
        ThemeService,
        { provide: CallInPolicy, useValue: new CallInPolicy(CALL_IN_WORKING_DAYS) },
        DecisionService,
        PlannedDecisionService,
      ],
    };
  }
}
