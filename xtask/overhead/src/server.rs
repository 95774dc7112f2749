//! A server that answers every request on loopback with the same body, from a
//! thread for each connection: what it allocates is not counted.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// Serves `body`, and returns the URL of the server.
pub fn serve(body: String) -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}/v1", listener.local_addr()?);
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let body = body.clone();
            thread::spawn(move || answer(&stream, &body));
        }
    });
    Ok(url)
}

fn answer(stream: &TcpStream, body: &str) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let response = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-request-id: r-1\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut reader = BufReader::new(stream);
    let mut writer = stream;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 0 {
        // Requests have no body: an empty line ends one.
        if line == "\r\n" {
            writer.write_all(response.as_bytes())?;
        }
        line.clear();
    }
    Ok(())
}

/// Makes a user.
pub fn user(number: usize) -> String {
    format!(
        concat!(
            r#"{{"id":"user-{0}","email":"user-{0}@example.com","display_name":"User number {0}","#,
            r#""created_at":17000000{0},"is_active":true,"score":{0}.25,"roles":["reader","writer"],"plan":"team","#,
            r#""address":{{"street":"{0} Long Street","city":"Springfield","country":"NZ","postal_code":"9010"}},"#,
            r#""labels":{{"team":"blue","desk":"{0}"}},"referrer":null,"visits":{0}}}"#
        ),
        number
    )
}

/// Makes a list of about `size` bytes.
pub fn list(size: usize) -> Vec<u8> {
    let mut text = String::from("[");
    for number in 0.. {
        text.push_str(&user(number));
        if text.len() >= size {
            break;
        }
        text.push(',');
    }
    text.push(']');
    text.into_bytes()
}
