import { type SummaryRequest, summarise } from '../../../services/analytics/summarise';
import { type ListArgs, filterOf } from '../connection';
import type { Resolver } from '../context';

const FIGURES = `
    checks: Int!
    completed: Int!
    passed: Int!
    "Passed of completed, 0…1"
    passRate: Float
    "Submitted by their due time, of those completed, missed, in review or past their due time, 0…1"
    onTimeRate: Float
    overdue: Int!
    missed: Int!
`;

export const typeDefs = `
  extend type Query {
    "Of checks opened in the last thirty days unless the filter tells, 366 days at most"
    analytics(filter: AnalyticsFilter): Analytics!
  }

  "from ≤ createdAt < to"
  input AnalyticsFilter {
    from: DateTime
    to: DateTime
    "This area and those below it"
    areaId: ID
    templateId: ID
  }

  type Analytics {${FIGURES}
    byArea: [AreaFigures!]!
    "By the day on which they were opened, in their area's zone"
    byDay: [DayFigures!]!
    "At most 20, of checks that were handed in"
    topFailed: [FailedQuestion!]!
  }

  type AreaFigures { areaId: ID name: String ${FIGURES} }
  type DayFigures { day: String! ${FIGURES} }

  type FailedQuestion {
    templateId: ID!
    templateName: String!
    questionId: String!
    text: String!
    failed: Int!
    answered: Int!
  }
`;

const analytics: Resolver<unknown, Pick<ListArgs, 'filter'>> = (_source, { filter }, { services }) =>
  summarise(services, filterOf<SummaryRequest>({ first: null, ...(filter && { filter }) }));

export const resolvers = { Query: { analytics } };
