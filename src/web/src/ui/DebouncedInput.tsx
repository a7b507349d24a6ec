import { TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';

interface DebouncedInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A text field that reports what was typed once the typing pauses. */
export function DebouncedInput({ value, onChange, ...props }: DebouncedInputProps) {
  const [text, setText] = useState(value);
  // What was last reported, or given from outside: a change of `value` that is neither came from outside.
  const [agreed, setAgreed] = useState(value);
  if (value !== agreed) {
    setAgreed(value);
    setText(value);
  }
  const report = useDebouncedCallback((next: string) => {
    setAgreed(next);
    onChange(next);
  }, 300);
  return (
    <TextInput
      {...props}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        report(event.currentTarget.value);
      }}
    />
  );
}
