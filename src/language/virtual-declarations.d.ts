/** Made when the site is built: see src/build/vite/declarations.ts. */
declare module 'virtual:declarations' {
  const declarations: Readonly<Record<string, string>>;
  export default declarations;
}
