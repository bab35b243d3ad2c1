import { CHAPITRES } from './chapters.tsx'
import './guide.css'

/** The how-to, in the order of the founding page; open to everybody, signed in or not. [S05] */
export const GuidePage = () => (
  <div className="page guide">
    <nav className="guide-sommaire" aria-label="Sommaire du guide">
      <ol>
        {CHAPITRES.map(({ id, titre }) => (
          <li key={id}>
            <a href={`#${id}`}>{titre}</a>
          </li>
        ))}
      </ol>
    </nav>
    <article className="pile-large">
      <h1>Guide rapide</h1>
      {CHAPITRES.map(({ id, titre, texte }) => (
        <section key={id} id={id} className="pile">
          <h2>{titre}</h2>
          {texte}
        </section>
      ))}
    </article>
  </div>
)
