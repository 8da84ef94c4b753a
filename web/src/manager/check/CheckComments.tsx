import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client';
import type { AnyQuestion, Check, Comment, Page } from '../data/types';
import { CommentsCard } from '../parts/CommentsCard';
import { useManagerWords } from '../words';

/** The comments of a check. */
export function CheckComments({ check }: { check: Check }) {
  const t = useManagerWords();
  const found = useQuery({
    queryKey: ['check', check.id, 'comments', check.revision],
    queryFn: () => api.get<Page<Comment>>(`/checks/${check.id}/comments`),
    placeholderData: (before) => before,
  });
  const questions = check.structure.sections.flatMap(
    ({ questions }) => questions as unknown as AnyQuestion[],
  );
  const aboutOf = (id: string | null) => {
    const question = questions.find((one) => one.id === id);
    return question && t('check.about_question', { question: question.text });
  };
  return (
    <CommentsCard
      zone={check.area?.time_zone}
      comments={found.data?.items.map((comment) => ({ ...comment, about: aboutOf(comment.question_id) }))}
      error={found.error}
      {...(check.may.includes('comment') && {
        onSend: async (text: string) => {
          await api.post(`/checks/${check.id}/comment`, { text });
          await found.refetch();
        },
      })}
    />
  );
}
