// React 19: attributes as props, events as props that begin with `on`, slots as children.
import { useRef, useState } from "react";
import { createRoot } from "react-dom/client";

function App() {
  const reader = useRef(null);
  const [edition, setEdition] = useState("2026-11-18");
  const [page, setPage] = useState();
  const [place, setPlace] = useState("");
  const [isShown, setShown] = useState(true);
  const moved = ({ detail }) => detail.phase !== "before" && setPlace(detail.place);
  return (
    <>
      <h1>React</h1>
      <p>
        <button onClick={() => setEdition("2026-11-20")}>换一期</button>{" "}
        <button onClick={() => setPage(page ? undefined : "A02")}>看第二版或全部</button>{" "}
        <button onClick={() => setShown(!isShown)}>收起或展开</button>{" "}
        <button onClick={() => reader.current.next()}>下一步</button>
      </p>
      <p id="place">{place}</p>
      {isShown && (
        <masthead-reader ref={reader} src="../../sample/" publication="bcrb" edition={edition} page={page} routing="none"
          onmasthead-ready={moved} onmasthead-navigate={moved}>
          <p slot="footer">第 {edition} 期</p>
          <a href="../../">今日报纸</a>
        </masthead-reader>
      )}
    </>
  );
}

createRoot(document.getElementById("app")).render(<App />);
