import { type DynamicModule, Module } from '@nestjs/common';
import { PlatformModule, Store } from '@commissioning/service';
import { PrismaClient } from '../generated/prisma/client';
import { BidController } from './bid/bid.controller';
import { BidService } from './bid/bid.service';
import { OpenedBidService } from './bid/opened-bid.service';
import { SubmitBid } from './bid/submit-bid';
import { ChallengeController } from './challenge/challenge.controller';
import { ChallengeService } from './challenge/challenge.service';
import { ClarificationController } from './clarification/clarification.controller';
import { ClarificationService } from './clarification/clarification.service';
import type { TenderingConfig } from './config';
import { ContractConsumer } from './contract/contract.consumer';
import { EvaluationConsumer } from './evaluation/evaluation.consumer';
import { NoticeController } from './notice/notice.controller';
import { NoticeService } from './notice/notice.service';
import { OpeningController } from './opening/opening.controller';
import { OpeningService } from './opening/opening.service';
import { OrganisationConsumer } from './organisation/organisation.consumer';
import { OcdsController } from './ocds/ocds.controller';
import { OcdsService } from './ocds/ocds.service';
import { KEY_KEEPER } from './sealing/key-keeper';
import { openKeyKeeper } from './sealing/open-key-keeper';
import { Closing } from './tender/closing';
import { OpportunityController } from './tender/opportunity.controller';
import { OpportunityService } from './tender/opportunity.service';
import { PublishTender } from './tender/publish-tender';
import { TenderController } from './tender/tender.controller';
import { TenderService } from './tender/tender.service';
import { ThemeConsumer } from './theme/theme.consumer';

const CONTROLLERS = [
  TenderController,
  OpportunityController,
  ClarificationController,
  BidController,
  OpeningController,
  NoticeController,
  ChallengeController,
  OcdsController,
];
const CONSUMERS = [ThemeConsumer, OrganisationConsumer, EvaluationConsumer, ContractConsumer];

@Module({})
export class TenderingModule {
  static for(environment: TenderingConfig): DynamicModule {
    return {
      module: TenderingModule,
      imports: [
        PlatformModule.for({
          service: 'tendering',
          environment,
          prisma: (adapter) => new PrismaClient({ adapter }),
        }),
      ],
      controllers: [...CONTROLLERS, ...CONSUMERS],
      providers: [
        {
          provide: KEY_KEEPER,
          useFactory: (store: Store<PrismaClient>) => openKeyKeeper(environment.DATA_DIR, store),
          inject: [Store],
        },
        TenderService,
        PublishTender,
        OpportunityService,
        Closing,
        ClarificationService,
        BidService,
        SubmitBid,
        OpenedBidService,
        OpeningService,
        NoticeService,
        ChallengeService,
        OcdsService,
      ],
    };
  }
}
