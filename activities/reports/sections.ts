import type { AnswerAuthor, AnswerRow } from '../../db/repositories/answers';
import type { AuthoredComment } from '../../db/repositories/comments';
import type { ListedCheck } from '../../db/repositories/checks';
import type { TemplateVersionInUse } from '../../db/templateVersions';
import { evaluateCheck } from '../../domain/evaluation';
import type { Question } from '../../domain/template';
import type { ReportAnswer, ReportSection } from '../../reports/data';
import type { Pictures } from './pictures';

type Answer = AnswerRow & { author: AnswerAuthor };

export interface SectionSources {
  check: ListedCheck;
  template: TemplateVersionInUse;
  answers: readonly Answer[];
  comments: readonly AuthoredComment[];
  pictures: Pictures;
}

/** The visible questions with their answers, as the template lists them. */
export async function sectionsOf({
  check,
  template,
  answers,
  pictures,
}: SectionSources): Promise<ReportSection[]> {
  const byQuestion = new Map(answers.map((answer) => [answer.question_id, answer]));
  const { visible, failed } = evaluateCheck(template.compiled, Object.fromEntries(byQuestion), check);
  const sections = template.structure.sections.map(async ({ id, title, questions }) => ({
    id,
    title,
    questions: await Promise.all(
      questions
        .filter((question) => visible.has(question.id))
        .map(async (question) => ({
          question,
          answer: await reportAnswer(
            question,
            byQuestion.get(question.id),
            failed[question.id] ?? false,
            pictures,
          ),
        })),
    ),
  }));
  return (await Promise.all(sections)).filter((section) => section.questions.length > 0);
}

async function reportAnswer(
  question: Question,
  answer: Answer | undefined,
  failed: boolean,
  pictures: Pictures,
): Promise<ReportAnswer | null> {
  if (!answer) return null;
  const { value, na, comment, author, answered_at, revision, files } = answer;
  const inValue = question.type === 'photo' && Array.isArray(value) ? (value as string[]) : [];
  return {
    ...{ value, na, failed, comment, answered_at, revision },
    author: author.full_name,
    photos: await pictures.photos([...inValue, ...files]),
    signature: question.type === 'signature' ? await pictures.signature(value) : null,
  };
}
