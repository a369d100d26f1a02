//! Connections: how many there are, how long each may be silent, and what is done when the system has no more to give.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;

use super::answer::{Answer, Body};

/// What a server spends on those who ask.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections at the same time; who comes then waits until one ends.
    pub connections: usize,
    /// How long a connection may be without a whole head of a request, between two requests too.
    pub silence: Duration,
    /// How long a client may take nothing of what it is sent.
    pub standstill: Duration,
    /// The pause after the system had no descriptor for another connection.
    pub pause: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 256,
            silence: Duration::from_secs(30),
            standstill: Duration::from_secs(30),
            pause: Duration::from_millis(200),
        }
    }
}

/// The head of a request may have as many bytes.
const HEAD: usize = 64 << 10;

/// Answers whoever connects; does not end.
pub async fn listen<A, F>(listener: &TcpListener, limits: Limits, answer: A) -> Infallible
where
    A: Fn(Request<Incoming>) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Answer> + Send,
{
    let places = Arc::new(Semaphore::new(limits.connections));
    loop {
        // It is never closed.
        let place = places.clone().acquire_owned().await;
        let stream = accept(listener, limits.pause).await;
        let answer = answer.clone();
        tokio::spawn(async move {
            converse(stream, limits, answer).await;
            drop(place);
        });
    }
}

async fn accept(listener: &TcpListener, pause: Duration) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return stream,
            Err(error) if is_of_the_connection(&error) => {}
            // The system has no descriptor, or no memory; it goes on saying so until something is given back.
            Err(_) => tokio::time::sleep(pause).await,
        }
    }
}

/// Whether the client was gone before it was let in.
fn is_of_the_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

async fn converse<A, F>(stream: TcpStream, limits: Limits, answer: A)
where
    A: Fn(Request<Incoming>) -> F,
    F: Future<Output = Answer>,
{
    // The end of an answer does not wait for the client to confirm its beginning.
    drop(stream.set_nodelay(true));
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.standstill));
    let service = service_fn(|request| {
        let answer = answer(request);
        async move { Ok::<hyper::Response<Body>, Infallible>(answer.await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.silence)
        .max_buf_size(HEAD)
        .serve_connection(TokioIo::new(Box::pin(stream)), service);
    // A connection that fails is the other side's affair.
    drop(connection.await);
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use hyper::StatusCode;
    use hyper::body::Bytes;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;
    use crate::serve::answer::text;

    /// Longer than anything here takes: who waits so long waits for ever.
    const PATIENCE: Duration = Duration::from_secs(60);
    const LONG: Duration = Duration::from_secs(3600);

    /// Serves a text of so many bytes.
    async fn serving(limits: Limits, length: usize) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let content = Bytes::from(vec![b'x'; length]);
        tokio::spawn(async move {
            let answer = move |_| std::future::ready(text(StatusCode::OK, "text/plain", content.clone()));
            listen(&listener, limits, answer).await
        });
        address
    }

    async fn connected(address: SocketAddr, sent: &str) -> TcpStream {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(sent.as_bytes()).await.unwrap();
        stream
    }

    /// Whether an answer begins within a time.
    async fn is_answered(stream: &mut TcpStream, within: Duration) -> bool {
        let begun = tokio::time::timeout(within, stream.read_exact(&mut [0; 15])).await;
        begun.is_ok_and(|read| read.is_ok())
    }

    fn run(test: impl Future<Output = ()>) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        runtime.unwrap().block_on(test);
    }

    const REQUEST: &str = "GET / HTTP/1.1\r\nhost: localhost\r\n\r\n";

    #[test]
    fn who_says_nothing_is_not_waited_for() {
        run(async {
            let limits =
                Limits { silence: Duration::from_millis(100), standstill: LONG, ..Limits::default() };
            let address = serving(limits, 5).await;
            for sent in ["", "GET / HT", "GET / HTTP/1.1\r\nhost: loc", REQUEST] {
                let mut stream = connected(address, sent).await;
                let mut all = Vec::new();
                let ended = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut all)).await;
                assert!(ended.is_ok(), "{sent:?} keeps a connection");
                assert_eq!(all.ends_with(b"xxxxx"), sent == REQUEST);
            }
        });
    }

    #[test]
    fn who_takes_nothing_is_not_waited_for() {
        run(async {
            let standstill = Duration::from_millis(200);
            let limits = Limits { connections: 1, silence: LONG, standstill, ..Limits::default() };
            let address = serving(limits, 64 << 20).await;
            let takes_nothing = connected(address, REQUEST).await;
            let mut next = connected(address, REQUEST).await;
            assert!(is_answered(&mut next, PATIENCE).await);
            drop(takes_nothing);
        });
    }

    #[test]
    fn there_are_no_more_connections_than_allowed_and_the_next_waits_for_its_turn() {
        run(async {
            let limits = Limits { connections: 2, silence: LONG, ..Limits::default() };
            let address = serving(limits, 5).await;
            let mut first = connected(address, REQUEST).await;
            let mut second = connected(address, REQUEST).await;
            assert!(is_answered(&mut first, PATIENCE).await && is_answered(&mut second, PATIENCE).await);
            let mut third = connected(address, REQUEST).await;
            assert!(!is_answered(&mut third, Duration::from_millis(300)).await);
            drop(first);
            assert!(is_answered(&mut third, PATIENCE).await);
            drop(second);
        });
    }
}
