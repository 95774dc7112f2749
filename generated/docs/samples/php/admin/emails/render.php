<?php

$curl = curl_init('https://api.hexclave.com/api/v1/emails/render-email');
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_POST => true,
    CURLOPT_HTTPHEADER => [
        'X-Hexclave-Access-Type: admin',
        'X-Hexclave-Project-Id: <your project UUID>',
        'X-Hexclave-Super-Secret-Admin-Key: sak_<your super secret admin key>',
        'Content-Type: application/json',
    ],
    CURLOPT_POSTFIELDS => json_encode([
        'template_id' => '2f8a9b7c-6d5e-4f3a-8b1c-9d0e1f2a3b4c',
        'theme_id' => false,
    ]),
]);
$content = curl_exec($curl);
if ($content === false) {
    throw new RuntimeException(curl_error($curl));
}
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
if ($status >= 400) {
    throw new RuntimeException("$status $content");
}

print_r(json_decode($content, true));
