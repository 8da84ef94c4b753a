import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client';
import { usePostOnce } from '../../api/postOnce';
import type { Check, Comment, Page } from '../data/types';
import { CommentsCard } from '../parts/CommentsCard';
import type { WrittenComment } from '../parts/NewComment';
import { useManagerWords } from '../words';
import { everyQuestion } from './shownQuestions';

/** The comments of a check. */
export function CheckComments({ check }: { check: Check }) {
  const t = useManagerWords();
  const post = usePostOnce();
  const found = useQuery({
    queryKey: ['check', check.id, 'comments', check.revision],
    queryFn: () => api.get<Page<Comment>>(`/checks/${check.id}/comments`),
    placeholderData: (before) => before,
  });
  const questions = everyQuestion(check);
  const aboutOf = (id: string | null) => {
    const question = questions.find((one) => one.id === id);
    return question && t('check.about_question', { question: question.text });
  };
  return (
    <CommentsCard
      zone={check.area?.time_zone}
      comments={found.data?.items.map((comment) => ({ ...comment, about: aboutOf(comment.question_id) }))}
      error={found.error}
      subjects={questions
        .filter(({ type }) => type !== 'instruction')
        .map(({ id, text }) => ({ value: id, label: text }))}
      {...(check.may.includes('comment') && {
        onSend: async ({ text, files, subject }: WrittenComment) => {
          await post(`/checks/${check.id}/comment`, {
            ...{ text, files },
            ...(subject && { question_id: subject }),
          });
          await found.refetch();
        },
      })}
    />
  );
}
