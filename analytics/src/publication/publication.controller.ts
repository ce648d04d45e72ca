import { Controller, Get, Header, Param, Post, Query } from '@nestjs/common';
import { type Actor, Caller, Can, Public } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { analyticsApi } from '@commissioning/schemas';
import { PublicationService } from './publication.service';

@Controller('v1/publications')
export class PublicationController {
  constructor(private readonly publications: PublicationService) {}

  @Post()
  @Can('report:publish')
  @Answers(analyticsApi.Publication, 201)
  publish(@Caller() actor: Actor) {
    return this.publications.publish(actor);
  }

  @Get()
  @Public()
  @Answers(analyticsApi.PublicationList)
  list() {
    return this.publications.list();
  }

  @Get(':which/outcomes-against-need')
  @Public()
  @Answers(analyticsApi.PublishedOutcomes)
  outcomes(
    @Param('which', { schema: analyticsApi.WhichPublication }) which: analyticsApi.WhichPublication,
    @Query({ schema: analyticsApi.PublishedQuery }) query: analyticsApi.PublishedQuery,
  ) {
    return this.publications.outcomes(which, query);
  }

  @Get(':which/outcomes-against-need.csv')
  @Public()
  @Header('content-type', 'text/csv; charset=utf-8; header=present')
  @Header('content-disposition', 'attachment; filename="outcomes-against-need.csv"')
  @Answers(analyticsApi.CsvText)
  csv(
    @Param('which', { schema: analyticsApi.WhichPublication }) which: analyticsApi.WhichPublication,
    @Query({ schema: analyticsApi.PublishedQuery }) query: analyticsApi.PublishedQuery,
  ) {
    return this.publications.csv(which, query);
  }

  @Get(':which/outcomes-against-need.arrow')
  @Public()
  @Header('content-type', 'application/vnd.apache.arrow.stream')
  @Header('content-disposition', 'attachment; filename="outcomes-against-need.arrow"')
  @Answers(analyticsApi.ArrowStream)
  arrow(
    @Param('which', { schema: analyticsApi.WhichPublication }) which: analyticsApi.WhichPublication,
    @Query({ schema: analyticsApi.PublishedQuery }) query: analyticsApi.PublishedQuery,
  ) {
    return this.publications.arrow(which, query);
  }
}
