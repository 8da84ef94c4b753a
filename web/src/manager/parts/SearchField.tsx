import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useManagerWords } from '../words';

/** Asks the server when typing pauses. */
export function SearchField({
  value,
  onSearch,
  placeholder,
  label,
}: {
  value: string;
  onSearch: (q: string) => void;
  placeholder: string;
  /** “Search” unless given. */
  label?: string;
}) {
  const t = useManagerWords();
  const [text, setText] = useState(value);
  const search = useDebouncedCallback(onSearch, 350);
  useEffect(() => setText(value), [value]);
  return (
    <TextInput
      type="search"
      label={label ?? t('common.search')}
      placeholder={placeholder}
      value={text}
      maxLength={200}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        search(currentTarget.value.trim());
      }}
    />
  );
}
