/** Made when the site is built: see src/plugins/declarations.ts. */
declare module 'virtual:declarations' {
  const declarations: Readonly<Record<string, string>>;
  export default declarations;
}
