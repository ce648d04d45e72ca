import { type DynamicModule, Module } from '@nestjs/common';
import { PlatformModule, type ServiceEnvironment } from '@commissioning/service';
import { PrismaClient } from '../generated/prisma/client';
import { AwardConsumer } from './award/award.consumer';
import { AwardController } from './award/award.controller';
import { AwardService } from './award/award.service';
import { BidConsumer } from './bid/bid.consumer';
import { BidController } from './bid/bid.controller';
import { BidService } from './bid/bid.service';
import { ConflictController } from './conflict/conflict.controller';
import { ConflictService } from './conflict/conflict.service';
import { EvaluationConsumer } from './evaluation/evaluation.consumer';
import { EvaluationController } from './evaluation/evaluation.controller';
import { EvaluationService } from './evaluation/evaluation.service';
import { ModerationController } from './moderation/moderation.controller';
import { ModerationService } from './moderation/moderation.service';
import { PanelController } from './panel/panel.controller';
import { PanelService } from './panel/panel.service';
import { RankingController } from './ranking/ranking.controller';
import { RankingService } from './ranking/ranking.service';
import { RecommendationController } from './recommendation/recommendation.controller';
import { RecommendationService } from './recommendation/recommendation.service';
import { ScoreController } from './score/score.controller';
import { ScoreService } from './score/score.service';
import { StandstillConsumer } from './standstill/standstill.consumer';
import { StandstillSweep } from './standstill/standstill.sweep';
import { SummaryController } from './summary/summary.controller';
import { SummaryService } from './summary/summary.service';

@Module({})
export class EvaluationModule {
  static for(environment: ServiceEnvironment): DynamicModule {
    return {
      module: EvaluationModule,
      imports: [
        PlatformModule.for({
          service: 'evaluation',
          environment,
          prisma: (adapter) => new PrismaClient({ adapter }),
        }),
      ],
      controllers: [
        EvaluationController,
        PanelController,
        ConflictController,
        BidController,
        ScoreController,
        ModerationController,
        RankingController,
        RecommendationController,
        SummaryController,
        AwardController,
        EvaluationConsumer,
        BidConsumer,
        AwardConsumer,
        StandstillConsumer,
      ],
      providers: [
        EvaluationService,
        PanelService,
        ConflictService,
        BidService,
        ScoreService,
        ModerationService,
        RankingService,
        RecommendationService,
        SummaryService,
        AwardService,
        StandstillSweep,
      ],
    };
  }
}
