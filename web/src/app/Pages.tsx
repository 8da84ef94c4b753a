import { Route, Routes } from 'react-router';

export function Pages() {
  return (
    <Routes>
      <Route path="*" element={<main>Проверка</main>} />
    </Routes>
  );
}
