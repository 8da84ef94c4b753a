import type { FileRow } from '../../../db/repositories/files';
import type { AuthoredComment } from '../../../db/repositories/comments';
import type { JudgedAnswer } from '../../../services/checks/judgedAnswers';
import { presentFile } from '../../presenters/file';
import type { GraphqlContext, Resolver } from '../context';

export const typeDefs = `
  "The latest revision of one question's answer"
  type Answer {
    questionId: String!
    "By the question's type; null when not applicable or cleared"
    value: JSON
    na: Boolean!
    failed: Boolean!
    comment: String
    files: [File!]!
    answeredAt: DateTime!
    answeredBy: User!
    revision: Int!
  }

  type Comment {
    id: ID!
    questionId: String
    text: String!
    files: [File!]!
    author: User!
    createdAt: DateTime!
  }

  enum FileStatus { pending ready }

  "A picture; GET /api/v1/files/{id} leads to its content"
  type File {
    id: ID!
    name: String!
    contentType: String!
    sizeBytes: Float!
    sha256: String
    width: Int
    height: Int
    status: FileStatus!
    createdAt: DateTime!
    may: [String!]!
  }
`;

async function filesOf(ids: readonly string[], { load, services }: GraphqlContext) {
  const rows = await load.files.loadMany(ids);
  const failed = rows.find((row): row is Error => row instanceof Error);
  if (failed) throw failed;
  return rows.filter((row): row is FileRow => row !== null).map((row) => presentFile(row, services.actor));
}

export const resolvers = {
  Answer: {
    answeredBy: ((source) => source.author) as Resolver<JudgedAnswer>,
    files: ((source, _args, context) => filesOf(source.files, context)) as Resolver<JudgedAnswer>,
  },
  Comment: {
    files: ((source, _args, context) => filesOf(source.files, context)) as Resolver<AuthoredComment>,
  },
};
