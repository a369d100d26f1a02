//! How a script calls the module: it asks for room, writes what it has to say there, calls, and reads the reply.
//!
//! The only unsafe code of the project is the four attributes here that give functions a name for scripts, and the
//! allocator.
#![allow(unsafe_code, reason = "a name that a script can call is declared so")]

use std::cell::RefCell;

use crate::desk::Desk;

/// A module has one thread and a few pages of memory; nothing else wants them.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
    static MESSAGE: RefCell<Vec<u8>> = RefCell::default();
    static REPLY: RefCell<Vec<u8>> = RefCell::default();
}

/// Room for a message of so many bytes; its address.
#[unsafe(no_mangle)]
extern "C" fn room(length: usize) -> *mut u8 {
    MESSAGE.with_borrow_mut(|message| {
        message.clear();
        message.resize(length, 0);
        message.as_mut_ptr()
    })
}

/// Hands the message over; what it is says the number. Gives the length of the reply.
#[unsafe(no_mangle)]
extern "C" fn call(kind: u32) -> usize {
    let message = MESSAGE.take();
    let reply = DESK.with_borrow_mut(|desk| desk.call(kind, message));
    let length = reply.len();
    REPLY.set(reply);
    length
}

/// Where the reply is.
#[unsafe(no_mangle)]
extern "C" fn reply() -> *const u8 {
    REPLY.with_borrow(|reply| reply.as_ptr())
}
